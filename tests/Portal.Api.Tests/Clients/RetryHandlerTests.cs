using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Portal.Client;

namespace Portal.Api.Tests.Clients;

/// <summary>What the C# client sends again, when, and how often.</summary>
public sealed class RetryHandlerTests
{
    private static readonly ProjectWrite Project = new()
    {
        OrganisationExternalId = "casa", Title = "Club", Country = "MD", StartsOn = new(2027, 4, 1), EndsOn = new(2027, 5, 31),
    };

    // An attempt's own patience is a timer too, which this clock would let pass at once.
    private static readonly RetryOptions Patient = new() { AttemptTime = Timeout.InfiniteTimeSpan };

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task Sends_a_request_again_after_a_passing_status(HttpStatusCode status)
    {
        var server = new Server(_ => Busy(status: status), _ => Taken());
        Assert.Equal("en", (await server.Client(Patient).GetReferenceDataAsync()).Language);
        Assert.Equal(2, server.Requests.Count);
        Assert.InRange(Assert.Single(server.Time.Waits), TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Does_not_send_a_request_again_after_another_status(HttpStatusCode status)
    {
        var server = new Server(_ => Busy("1", status), _ => Taken());
        var problem = await Assert.ThrowsAnyAsync<PortalApiException>(() => server.Client(Patient).GetReferenceDataAsync());
        Assert.Equal(((int)status, 1), (problem.StatusCode, server.Requests.Count));
    }

    [Fact]
    public async Task Sends_a_request_again_where_no_answer_comes_or_it_breaks_off()
    {
        var server = new Server(_ => throw new HttpRequestException("refused"), _ => Half(), _ => Taken());
        Assert.Equal("en", (await server.Client(Patient).GetReferenceDataAsync()).Language);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Gives_up_an_attempt_that_gets_no_answer()
    {
        var server = new Server(Never, Never);
        var patience = TimeSpan.FromSeconds(30);
        var failure = await Assert.ThrowsAsync<TimeoutException>(
            () => server.Client(new() { Attempts = 2, AttemptTime = patience }).GetReferenceDataAsync());
        Assert.Contains("got no answer within 00:00:30", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([patience, patience], server.Time.Waits.Where(wait => wait == patience));
    }

    [Fact]
    public async Task Waits_twice_as_long_each_time_up_to_a_limit()
    {
        var options = Patient with { Attempts = 200, FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(10), TotalTime = TimeSpan.FromHours(1) };
        var server = new Server(_ => Busy());
        await Assert.ThrowsAsync<PortalApiException<Problem>>(() => server.Client(options).GetReferenceDataAsync());
        var waits = server.Time.Waits.Select(wait => wait.TotalSeconds).ToList();
        Assert.Equal(199, waits.Count);
        Assert.All(waits.Zip([1, 2, 4, 8]), wait => Assert.InRange(wait.First, 0, wait.Second));
        Assert.All(waits, wait => Assert.InRange(wait, 0, 10));
        // Anywhere below the limit, so that many do not come back at one time: of 195 some are in its lowest and highest tenth.
        Assert.Contains(waits[4..], wait => wait < 1);
        Assert.Contains(waits[4..], wait => wait > 9);
    }

    [Fact]
    public async Task Waits_as_long_as_Retry_After_says_in_seconds_or_as_a_date()
    {
        var server = new Server(_ => Busy("7"), _ => Busy("Sun, 10 Jan 2027 10:00:40 GMT"), _ => Busy("Sun, 10 Jan 2027 09:00:00 GMT"), _ => Taken());
        await server.Client(Patient).GetReferenceDataAsync();
        var times = server.Time.Waits.Aggregate(new List<double> { 0 }, (sums, wait) => [.. sums, sums[^1] + wait.TotalSeconds]);
        Assert.InRange(times[1], 7, 7.5);
        Assert.InRange(times[2], 40, 41);
        Assert.InRange(server.Time.Waits[2].TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task Gives_the_last_answer_when_a_wait_would_take_too_long()
    {
        var server = new Server(_ => Busy("20"), _ => Busy("41"), _ => Taken());
        var problem = await Assert.ThrowsAsync<PortalApiException<Problem>>(() => server.Client(Patient).GetReferenceDataAsync());
        Assert.Equal((503, "databaseUnavailable", 2), (problem.StatusCode, problem.Result.Code, server.Requests.Count));
        Assert.Equal(["41"], problem.Headers["Retry-After"]);
        Assert.Single(server.Time.Waits);
    }

    [Fact]
    public async Task Gives_up_after_a_number_of_attempts()
    {
        var server = new Server(_ => throw new HttpRequestException("refused"));
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Client(Patient).GetReferenceDataAsync());
        Assert.Equal(5, server.Requests.Count);

        var once = new Server(_ => Busy("1"));
        await Assert.ThrowsAsync<PortalApiException<Problem>>(() => once.Client(RetryOptions.None).GetReferenceDataAsync());
        Assert.Single(once.Requests);
    }

    public static TheoryData<string, Func<PortalClient, Task>> MayArriveTwice => new()
    {
        { "GET", client => client.SearchOrganisationsAsync() },
        { "PUT", client => client.UpsertProjectAsync("a b", Project) },
        { "DELETE", client => client.WithdrawOrganisationAsync("casa") },
        { "POST of a batch", client => client.UpsertProjectsAsync(new() { Items = [new() { ExternalId = "1", Project = Project }] }, validateOnly: true) },
        { "POST of a confirmation", client => client.ConfirmProjectAsync("1") },
        { "POST of a question", client => client.CheckEligibilityAsync(Guid.Empty, new() { Country = "MD" }) },
    };

    [Theory, MemberData(nameof(MayArriveTwice))]
    public async Task Repeats_what_may_arrive_twice_with_its_body(string what, Func<PortalClient, Task> call)
    {
        var server = new Server(_ => Busy(), _ => throw new HttpRequestException("lost"), _ => Busy(status: HttpStatusCode.BadRequest));
        await Assert.ThrowsAnyAsync<PortalApiException>(() => call(server.Client(Patient)));
        Assert.True(server.Requests.Count == 3, what);
        Assert.Single(server.Requests.Distinct());
    }

    public static TheoryData<string, Func<PortalClient, Task>> MayNotArriveTwice => new()
    {
        { "rotation of a key", client => client.RotatePartnerKeyAsync(new()) },
        { "write that must find a version", client => client.UpsertProjectAsync("1", Project, ifMatch: "\"4711\"") },
        { "write that must find nothing", client => client.UpsertProjectAsync("1", Project, ifNoneMatch: "*") },
        { "withdrawal that must find a version", client => client.WithdrawProjectAsync("1", ifMatch: "\"4711\"") },
    };

    [Theory, MemberData(nameof(MayNotArriveTwice))]
    public async Task Does_not_repeat_what_may_not_arrive_twice(string what, Func<PortalClient, Task> call)
    {
        var busy = new Server(_ => Busy("1", HttpStatusCode.TooManyRequests), _ => Taken());
        await Assert.ThrowsAnyAsync<PortalApiException>(() => call(busy.Client(Patient)));
        Assert.True(busy.Requests.Count == 1, what);
        var lost = new Server(_ => throw new HttpRequestException("lost"), _ => Taken());
        await Assert.ThrowsAsync<HttpRequestException>(() => call(lost.Client(Patient)));
        Assert.True(lost.Requests.Count == 1, what);
    }

    [Fact]
    public async Task Ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var asking = new Server(_ =>
        {
            cancelled.Cancel();
            cancelled.Token.ThrowIfCancellationRequested();
            return Taken();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.Client(Patient).GetReferenceDataAsync(cancellationToken: cancelled.Token));
        Assert.Single(asking.Requests);

        using var later = new CancellationTokenSource();
        var waiting = new Server(_ =>
        {
            later.CancelAfter(TimeSpan.FromMilliseconds(1));
            return Busy("30");
        });
        using var http = new HttpClient(new RetryHandler(Patient) { InnerHandler = waiting }) { BaseAddress = new("https://portal.example") };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PortalClient(http).GetReferenceDataAsync(cancellationToken: later.Token));
        Assert.Single(waiting.Requests);
    }

    private static HttpResponseMessage Taken() =>
        new(HttpStatusCode.OK) { Content = new StringContent("""{"language":"en"}""", Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Busy(string? retryAfter = null, HttpStatusCode status = HttpStatusCode.ServiceUnavailable)
    {
        var answer = new HttpResponseMessage(status)
        {
            Content = new StringContent("""{"code":"databaseUnavailable","detail":"Not now."}""", Encoding.UTF8, "application/problem+json"),
        };
        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return answer;
    }

    private static HttpResponseMessage Half() =>
        new(HttpStatusCode.OK) { Content = new BreakingContent("""{"language":""") { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };

    private static HttpResponseMessage Never(CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne();
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>A server that gives these answers, one after another and the last one for ever, and what reached it.</summary>
    private sealed class Server(params Func<CancellationToken, HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        public InstantTime Time { get; } = new();

        public PortalClient Client(RetryOptions options) =>
            new(new HttpClient(new RetryHandler(options, Time) { InnerHandler = this }) { BaseAddress = new("https://portal.example") });

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Requests.Add($"{request.Method} {request.RequestUri} {request.Headers} {body}");
            return answers[Math.Min(Requests.Count, answers.Length) - 1](cancellationToken);
        }
    }
}
