using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.OpenApi;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Contract;

/// <summary>
/// What the contract says a parameter or a member of a question may be is what the API takes: a value beyond each limit is
/// refused. What partners write has tests of its own.
/// </summary>
public sealed class LimitsTests(PortalApi api) : IClassFixture<PortalApi>
{
    public static TheoryData<string, string, string> Excesses()
    {
        var excesses = new TheoryData<string, string, string>();
        foreach (var (name, path, operation) in PublishedContract.Current.Operations())
        {
            foreach (var parameter in (operation.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Query))
            {
                foreach (var query in Beyond(parameter.Name!, parameter.Schema!))
                {
                    excesses.Add($"{name.Split(' ')[0]} {path.Replace("{id}", Guid.Empty.ToString(), StringComparison.Ordinal)}", parameter.Name!, query);
                }
            }
        }

        return excesses;
    }

    [Theory]
    [MemberData(nameof(Excesses))]
    public async Task A_value_beyond_a_documented_limit_is_refused(string operation, string parameter, string query)
    {
        var partner = await PartnerClient.AddAsync(api);
        var (method, path) = (new HttpMethod(operation.Split(' ')[0]), operation.Split(' ')[1]);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, method, $"{path}?{query}", method == HttpMethod.Get ? null : "{}");
        Assert.Equal("validationFailed", problem.GetProperty("code").GetString());
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name == parameter);
    }

    [Fact]
    public void Limits_of_every_kind_are_among_them()
    {
        var queries = Excesses().Select(row => row.Data.Item3).ToList();
        Assert.Contains(queries, query => query.StartsWith("text=", StringComparison.Ordinal));
        Assert.Contains("page=0", queries);
        Assert.Contains("pageSize=101", queries);
        Assert.Contains("topic=notACode", queries);
        Assert.Contains("country=12", queries);
        Assert.Contains("asOf=1999-12-31", queries);
        Assert.Contains("asOf=2101-01-01", queries);
    }

    public static TheoryData<string, string, string> ExcessesOfBodies()
    {
        var excesses = new TheoryData<string, string, string>();
        foreach (var (_, path, operation) in PublishedContract.Current.Operations().Where(named => named.Operation.OperationId == "checkEligibility"))
        {
            foreach (var (name, schema) in operation.RequestBody!.Content!["application/json"].Schema!.Properties!)
            {
                foreach (var value in BeyondInJson(schema))
                {
                    excesses.Add(path.Replace("{id}", Guid.Empty.ToString(), StringComparison.Ordinal), name, $$"""{"{{name}}":{{value}}}""");
                }
            }
        }

        return excesses;
    }

    [Theory]
    [MemberData(nameof(ExcessesOfBodies))]
    public async Task A_member_beyond_a_documented_limit_is_refused(string path, string member, string body)
    {
        using var response = await api.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await PortalApi.ProblemOf(response, HttpStatusCode.BadRequest);
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name == member);
    }

    [Fact]
    public void Limits_of_bodies_are_of_every_kind_too()
    {
        var bodies = ExcessesOfBodies().Select(row => row.Data.Item3).ToList();
        Assert.Contains("""{"country":"12"}""", bodies);
        Assert.Contains("""{"birthDate":"2027-02-30"}""", bodies);
        Assert.Contains("""{"supports":["notACode"]}""", bodies);
        Assert.Contains("""{"supports":["mentoring","mentoring"]}""", bodies);
    }

    private static IEnumerable<string> BeyondInJson(IOpenApiSchema schema)
    {
        yield return "true";
        yield return "{}";
        if (schema.Items is { } items)
        {
            var codes = items.Enum!.Select(code => code.ToJsonString()).ToList();
            yield return "[\"notACode\"]";
            yield return "[null]";
            yield return codes[0];
            yield return $"[{codes[0]},{codes[0]}]";
            yield return $"[{string.Join(',', codes)},{codes[0]}]";
            Assert.Equal((true, codes.Count), (schema.UniqueItems, schema.MaxItems));
            yield break;
        }

        yield return "7";
        yield return "\"\"";
        yield return "\"12\"";
        if (schema.Format == "date")
        {
            yield return "\"2027-02-30\"";
            yield return "\"1899-12-31\"";
            yield return "\"2101-01-01\"";
        }
    }

    private static IEnumerable<string> Beyond(string name, IOpenApiSchema schema)
    {
        if (schema.MaxItems is { } most)
        {
            yield return string.Join('&', Enumerable.Repeat($"{name}={SomeValue(schema.Items!)}", most + 1));
        }

        var value = schema.Items ?? schema;
        if (value.MaxLength is { } longest)
        {
            yield return $"{name}={new string('a', longest + 1)}";
        }

        if (value.Enum is { Count: > 0 })
        {
            yield return $"{name}=notACode";
        }

        if (value.Pattern is not null)
        {
            yield return $"{name}=12";
        }

        if (value.Minimum is { } least)
        {
            yield return $"{name}={long.Parse(least, CultureInfo.InvariantCulture) - 1}";
        }

        if (value.Maximum is { } greatest)
        {
            yield return $"{name}={long.Parse(greatest, CultureInfo.InvariantCulture) + 1}";
        }

        if (value.Format == "date")
        {
            yield return $"{name}=1999-12-31";
            yield return $"{name}=2101-01-01";
            yield return $"{name}=2027-02-30";
        }

        if (value.Format == "uuid" || value.Type == JsonSchemaType.Boolean || value.Type == JsonSchemaType.Integer)
        {
            yield return $"{name}=neither";
        }
    }

    private static string SomeValue(IOpenApiSchema item) =>
        item.Enum is { Count: > 0 } codes ? codes[0]!.GetValue<string>() : item.Format == "uuid" ? Guid.Empty.ToString() : "MD";
}
