using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Platform.Caching;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>What is kept of an address that answers in several forms, as Accept says.</summary>
public sealed class AnswersInFormsTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const string Json = "application/json";
    private const string Linked = "application/ld+json";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_form_is_kept_and_shared_for_itself(bool isShared)
    {
        await using var redis = isShared ? await RedisServer.StartAsync() : null;
        Assert.SkipWhen(isShared && redis is null, RedisServer.Missing);
        await api.AddOrganisationAsync();
        await using var one = Host(redis?.Connection);
        await using var two = Host(redis?.Connection);
        using var client = one.CreateClient();

        foreach (var form in new[] { Json, Linked })
        {
            Assert.Equal((form, "portal; fwd=uri-miss; stored"), await AskAsync(client, form));
        }

        foreach (var form in new[] { Json, Linked, Json })
        {
            Assert.Equal((form, "portal; hit"), await AskAsync(client, form));
        }

        using var elsewhere = two.CreateClient();
        foreach (var form in isShared ? new[] { Linked, Json } : [])
        {
            Assert.Equal((form, "portal; hit; detail=shared"), await AskAsync(elsewhere, form));
            Assert.Equal((form, "portal; hit"), await AskAsync(elsewhere, form));
        }
    }

    private PortalHost Host(string? redis) => new(api.ConnectionString)
    {
        Settings = new Dictionary<string, string> { ["Cache:Redis"] = redis ?? "" },
        AlsoAdd = services => services.AddTransient<IStartupFilter, Forms>(),
    };

    /// <returns>In which form the answer came, and from where.</returns>
    private static async Task<(string Form, string Status)> AskAsync(HttpClient client, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/forms?in=any") { Headers = { { "Accept", form } } };
        using var response = await client.SendAsync(request);
        Assert.Equal(["Accept", "Accept-Encoding"], response.Headers.Vary);
        Assert.Equal(form, await response.Content.ReadAsStringAsync());
        return (response.Content.Headers.ContentType!.MediaType!, response.Headers.GetValues("Cache-Status").Single());
    }

    /// <summary>An operation that answers with what it was asked to accept.</summary>
    private sealed class Forms : IStartupFilter
    {
        private static readonly Endpoint Operation = new(
            context =>
            {
                context.Response.ContentType = context.Request.Headers.Accept;
                return context.Response.WriteAsync(context.Request.Headers.Accept.ToString());
            },
            new EndpointMetadataCollection(new PublicReadAttribute { DependsOnAccept = true }),
            null);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.SetEndpoint(Operation);
                return following(context);
            });
            next(app);
        };
    }
}
