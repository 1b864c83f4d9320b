using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>
/// What people say about themselves to check their eligibility is nobody's business: it is not in any log down to Trace,
/// trace, metric, error or table, whether the question is answered, refused or fails.
/// </summary>
public sealed partial class EligibilityPrivacyTests(EligibilityPrivacyTests.OverheardApi api) : IClassFixture<EligibilityPrivacyTests.OverheardApi>
{
    private const string RequestActivity = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private const string Asked =
        """{"country":"LI","birthDate":"2003-07-23","freeFrom":"2031-03-19","freeTo":"2033-08-27","supports":["physicalEnvironment","dietary"]}""";

    /// <summary>Good ones, and each kind of bad one.</summary>
    public static TheoryData<string, HttpStatusCode> Bodies => new()
    {
        { Asked, HttpStatusCode.OK },
        { """{"country":"QZQ"}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"23.07.2003"}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"2003-07-32"}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"1803-07-23"}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"2903-07-23"}""", HttpStatusCode.BadRequest },
        { """{"birthDate":20030723}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"2003-07-23","birthDate":"2003-07-24"}""", HttpStatusCode.BadRequest },
        { """{"freeFrom":"2033-08-27","freeTo":"2031-03-19"}""", HttpStatusCode.BadRequest },
        { """{"freeFrom":"2031-03-19"}""", HttpStatusCode.BadRequest },
        { """{"supports":["wheelchairQZQ"]}""", HttpStatusCode.BadRequest },
        { """{"supports":["physicalEnvironment","physicalEnvironment"]}""", HttpStatusCode.BadRequest },
        { """{"diagnosis":"asthmaQZQ"}""", HttpStatusCode.BadRequest },
        { """{"2003-07-23":"QZQ"}""", HttpStatusCode.BadRequest },
        { """["2003-07-23"]""", HttpStatusCode.BadRequest },
        { """{"birthDate":2003-07-23}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"2003-07-23" "QZQ"}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"2003-07-23","country":"\ud800QZQ"}""", HttpStatusCode.BadRequest },
        { """{"birthDate":"2003-07-23""", HttpStatusCode.BadRequest },
        { $$"""{"birthDate":"2003-07-23"{{new string(' ', 5000)}}}""", HttpStatusCode.RequestEntityTooLarge },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Nothing_that_was_said_is_left_anywhere(string body, HttpStatusCode status)
    {
        var project = await api.AddProjectAsync(Some.Project with { EligibleCountries = [] });
        var stored = await StoredAsync();

        var overheard = await OverhearAsync(project.Id, body, "application/json", status);

        AssertSays(overheard, project.Id.ToString());
        AssertTellsNothing(overheard);
        Assert.Equal(stored, await StoredAsync());
    }

    [Fact]
    public async Task Nothing_that_was_said_is_left_where_it_cannot_be_read_or_answered()
    {
        var withdrawn = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        AssertTellsNothing(await OverhearAsync(withdrawn.Id, Asked, "application/json", HttpStatusCode.Gone));
        AssertTellsNothing(await OverhearAsync(Guid.CreateVersion7(), Asked, "application/json", HttpStatusCode.NotFound));
        AssertTellsNothing(await OverhearAsync(Guid.CreateVersion7(), Asked, "text/plain", HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task Nothing_that_was_said_is_left_when_the_database_fails()
    {
        var project = await api.AddProjectAsync();
        await api.SqlAsync("ALTER TABLE projects RENAME TO projects_away");
        try
        {
            var overheard = await OverhearAsync(project.Id, Asked, "application/json", HttpStatusCode.InternalServerError);

            AssertSays(overheard, "42P01");
            AssertTellsNothing(overheard);
        }
        finally
        {
            await api.SqlAsync("ALTER TABLE projects_away RENAME TO projects");
        }
    }

    [Fact]
    public async Task Only_the_key_of_the_project_reaches_the_database()
    {
        var project = await api.AddProjectAsync(Some.Project with { EligibleCountries = [] });

        var overheard = await OverhearAsync(project.Id, Asked, "application/json", HttpStatusCode.OK);

        var parameters = overheard.Select(line => Regex.Match(line, @"Executed DbCommand \([0-9,.]+ms\) \[Parameters=\[(.*?)\], Command"))
            .Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["@command_Id='?' (DbType = Guid)", ""], parameters);
    }

    /// <summary>Asks, and gives back every line that was logged and every tag of every activity and measurement meanwhile.</summary>
    private async Task<IReadOnlyCollection<string>> OverhearAsync(Guid id, string body, string type, HttpStatusCode status)
    {
        var overheard = new ConcurrentQueue<string>();
        var trace = ActivityTraceId.CreateRandom();
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                overheard.Enqueue(TextOf(activity));
                // The server's own activity is the last thing of a request, after the answer has gone out.
                if (activity.TraceId == trace && activity.OperationName == RequestActivity)
                {
                    over.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(activities);
        using var measurements = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        measurements.SetMeasurementEventCallback<double>((instrument, _, tags, _) => overheard.Enqueue($"{instrument.Name} {TextOf(tags.ToArray())}"));
        measurements.SetMeasurementEventCallback<long>((instrument, _, tags, _) => overheard.Enqueue($"{instrument.Name} {TextOf(tags.ToArray())}"));
        measurements.Start();

        api.Log.Into = overheard;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/projects/{id}/eligibility")
            {
                Content = new StringContent(body, Encoding.UTF8, type),
                Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } },
            };
            using var response = await api.Client.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == status, answer);
            // Answers may say something of the project's own days; errors have nothing to repeat.
            if (status != HttpStatusCode.OK)
            {
                overheard.Enqueue(answer);
            }

            overheard.Enqueue(string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(',', header.Value)}")));
            await over.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            api.Log.Into = null;
        }

        // What listens to everything hears this request, too.
        Assert.Contains(overheard, line => line.StartsWith("http.server.request.duration", StringComparison.Ordinal));
        Assert.Contains(overheard, line => line.StartsWith(RequestActivity, StringComparison.Ordinal));
        Assert.Contains(overheard, line => line.StartsWith("Trace ", StringComparison.Ordinal));
        return overheard;
    }

    private static void AssertSays(IEnumerable<string> overheard, string expected) =>
        Assert.Contains(overheard, line => line.Contains(expected, StringComparison.Ordinal));

    private static void AssertTellsNothing(IEnumerable<string> overheard) =>
        Assert.All(overheard, line => Assert.DoesNotMatch(Said(), line));

    /// <summary>
    /// Every value of the bodies above; dates in whatever form, because each has a year that nothing else here has. The
    /// support codes stand in messages as the ones that can be chosen, which is all of them in their order.
    /// </summary>
    [GeneratedRegex(
        """
        QZQ | \bLI\b
        | (?<![0-9A-Za-z]) (?: 2003 | 1803 | 2903 | 2031 | 2033 | 20030723 ) (?![0-9A-Za-z])
        | dietary(?!,\ other) | physicalEnvironment(?!,\ participationSupport)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    private static string TextOf(Activity activity) =>
        $"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {TextOf(activity.TagObjects)} {TextOf(activity.Baggage)} "
        + string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {TextOf(happened.Tags)}"));

    private static string TextOf<T>(IEnumerable<KeyValuePair<string, T>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    /// <summary>Every row of every table.</summary>
    private async Task<string> StoredAsync()
    {
        var tables = await api.SqlListAsync<string>("SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1");
        Assert.Contains("changes", tables);
        var rows = new StringBuilder();
        foreach (var table in tables)
        {
            rows.AppendLine(await api.SqlValueAsync<string>(
                $"SELECT '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' ORDER BY row::text)), '') FROM \"{table}\" row"));
        }

        return rows.ToString();
    }

    /// <summary>The API with everything that it logs written down, down to Trace and with the scopes it is logged in.</summary>
    public sealed class OverheardApi(TestServer server) : PortalApi(server)
    {
        internal Recorder Log { get; } = new();

        protected override void AlsoAdd(IServiceCollection services) => services.AddLogging(logging => logging
            .AddProvider(Log)
            .AddFilter<Recorder>(null, LogLevel.Trace));
    }

    internal sealed class Recorder : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

        public ConcurrentQueue<string>? Into { get; set; }

        public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Line(Recorder recorder, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => recorder.scopes.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (recorder.Into is not { } lines)
                {
                    return;
                }

                var text = new StringBuilder($"{logLevel} {category} {formatter(state, exception)} {exception}");
                if (state is IEnumerable<KeyValuePair<string, object?>> values)
                {
                    text.Append(TextOf(values));
                }

                recorder.scopes.ForEachScope(
                    (scope, into) => into.Append(' ').Append(scope is IEnumerable<KeyValuePair<string, object?>> pairs ? TextOf(pairs) : $"{scope}"), text);
                lines.Enqueue(text.ToString());
            }
        }
    }
}
