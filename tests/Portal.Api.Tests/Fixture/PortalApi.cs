using System.Net;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;

namespace Portal.Api.Tests.Fixture;

/// <summary>
/// The running API on an empty database, shared by the tests of one class (IClassFixture). Tests of a class run one
/// after another; one that cannot live with what another wrote begins with <see cref="EmptyAsync"/>.
/// </summary>
public class PortalApi(TestServer server) : IAsyncLifetime
{
    public const string Writer = "test";

    private PortalHost host = null!;

    protected virtual bool WithSampleData => false;

    /// <summary>Settings of the API that the tests need, by name.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>Talks to the API in this process. It neither follows redirects nor unpacks compressed answers.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Another that talks to the API in this process, through what a test puts between.</summary>
    public HttpClient ClientThrough(params DelegatingHandler[] handlers) => host.CreateDefaultClient(handlers);

    public string ConnectionString { get; private set; } = "";

    public FakeTimeProvider Clock => host.Clock;

    public IServiceProvider Services => host.Services;

    /// <summary>The date in Brussels at <see cref="PortalHost.StartOfTests"/>.</summary>
    public static DateOnly Today => new(2027, 1, 10);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await server.NewDatabaseAsync();
        host = new PortalHost(ConnectionString) { WithSampleData = WithSampleData, Settings = Settings, AlsoAdd = AlsoAdd };
        Client = NewClient();
    }

    /// <summary>Another client like <see cref="Client"/>, to be given headers of its own.</summary>
    public HttpClient NewClient() => host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.DisposeAsync();
        await server.DropAsync(ConnectionString);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads an answer that has to be 200, as the record that the API itself writes.</summary>
    public async Task<T> GetAsync<T>(string path)
    {
        using var response = await Client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"GET {path} answered {(int)response.StatusCode}: {body}");
        return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web)!;
    }

    /// <summary>Reads an answer that has to be 200, exactly as it is on the wire.</summary>
    public Task<JsonElement> GetJsonAsync(string path) => GetAsync<JsonElement>(path);

    /// <summary>Reads an answer that has to be a whole problem document of the given status.</summary>
    public async Task<JsonElement> GetProblemAsync(string path, HttpStatusCode status)
    {
        using var response = await Client.GetAsync(path);
        return await ProblemOf(response, status);
    }

    public static async Task<JsonElement> ProblemOf(HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        var request = $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}";
        Assert.True(response.StatusCode == status, $"{request} answered {(int)response.StatusCode}, not {(int)status}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);

        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        foreach (var member in new[] { "type", "title", "detail", "instance", "code", "traceId" })
        {
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(member).GetString()), $"{request}: {member} is blank in {body}");
        }

        Assert.Equal(response.RequestMessage?.RequestUri?.AbsolutePath, problem.GetProperty("instance").GetString());
        Assert.Equal(status == HttpStatusCode.BadRequest, problem.TryGetProperty("errors", out _));
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>Sends a use case past HTTP, with its validation.</summary>
    public async Task<TResponse> SendAsync<TResponse>(IRequest<TResponse> request)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Works on the database as a command of the API does, and saves.</summary>
    public async Task<T> WriteAsync<T>(Func<PortalDbContext, Task<T>> work, string changedBy = Writer)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var result = await work(db);
        await db.WriteAsync(changedBy, Clock.GetUtcNow(), CancellationToken.None);
        return result;
    }

    public Task<Organisation> AddOrganisationAsync(OrganisationFacts? facts = null) => WriteAsync(db =>
    {
        var organisation = Organisation.Publish(facts ?? Some.Organisation);
        db.Add(organisation);
        return Task.FromResult(organisation);
    });

    /// <summary>Publishes a project, of a new organisation where none is given.</summary>
    public async Task<Project> AddProjectAsync(
        ProjectFacts? facts = null, Organisation? organisation = null, string? source = null, string? reference = null)
    {
        organisation ??= await AddOrganisationAsync();
        return await WriteAsync(db =>
        {
            db.Attach(organisation);
            var project = Project.Publish(organisation, facts ?? Some.Project, source, reference);
            db.Add(project);
            return Task.FromResult(project);
        });
    }

    /// <summary>Loads one thing, changes it through the domain, and saves.</summary>
    public Task<T> ChangeAsync<T>(Guid id, Action<T> change)
        where T : Publication => WriteAsync(async db =>
        {
            var found = await db.FindAsync<T>(id) ?? throw new InvalidOperationException($"There is no {typeof(T).Name} {id}.");
            if (found is Project project)
            {
                await db.Entry(project).Reference(it => it.Organisation).LoadAsync();
            }

            change(found);
            return found;
        });

    /// <summary>Runs SQL and tells how many rows it touched. Parameters are $1, $2 and so on.</summary>
    public async Task<int> SqlAsync(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs SQL and reads the first column of every row.</summary>
    public async Task<List<T>> SqlListAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
        {
            values.Add(await reader.GetFieldValueAsync<T>(0));
        }

        return values;
    }

    public async Task<T> SqlValueAsync<T>(string sql, params object[] parameters) => Assert.Single(await SqlListAsync<T>(sql, parameters));

    /// <summary>
    /// Takes every organisation, project and change away, and what search keeps of them. Truncating, because deleting is refused.
    /// </summary>
    public Task EmptyAsync() => SqlAsync("TRUNCATE organisations, projects, changes, project_search, organisation_search, search_words");

    /// <summary>What a fixture adds to the API.</summary>
    protected virtual void AlsoAdd(IServiceCollection services)
    {
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}
