using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Api.Platform;

namespace Portal.Api.Import.DataSets;

/// <summary>How records are written as JSON: as on the wire, without what is not stated.</summary>
internal static class DataSetJson
{
    public static readonly JsonSerializerOptions Options = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        WireFormat.Configure(options);
        return options;
    }
}
