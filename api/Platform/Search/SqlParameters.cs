using Npgsql;
using NpgsqlTypes;

namespace Portal.Api.Platform.Search;

/// <summary>Collects the values of a statement that is put together from parts; each value is named by its place.</summary>
public sealed class SqlParameters
{
    private readonly List<NpgsqlParameter> values = [];

    /// <returns>The placeholder of the value, for example $3.</returns>
    public string Add<T>(T value)
    {
        values.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${values.Count}";
    }

    /// <summary>A value whose type is known only while the program runs.</summary>
    public string AddValue(object value)
    {
        values.Add(new NpgsqlParameter { Value = value });
        return $"${values.Count}";
    }

    /// <summary>A value that PostgreSQL reads from text, for example a tsquery.</summary>
    public string AddText(string value, string type)
    {
        values.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Unknown });
        return $"${values.Count}::{type}";
    }

    public NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }

        return command;
    }
}
