using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Portal.Api.Platform;

/// <summary>How values look on the wire: camelCase, letters of every script as they are, instants in UTC with a Z.</summary>
public static class WireFormat
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>The answers are application/json under nosniff, so nothing has to be escaped for the sake of HTML.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = Encoder;
        options.Converters.Add(new InstantConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { InheritedFirst } };
    }

    /// <summary>Puts what a record inherits before what it adds: a detail begins like its summary.</summary>
    private static void InheritedFirst(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.Order = DepthOf((property.AttributeProvider as MemberInfo)?.DeclaringType);
        }
    }

    /// <summary>How many records a record inherits from.</summary>
    public static int DepthOf(Type? type) => type is null ? 0 : 1 + DepthOf(type.BaseType);

    public static void WriteInstant(Utf8JsonWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[32];
        value.UtcDateTime.TryFormat(text, out var length, Instant, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => WriteInstant(writer, value);
    }
}
