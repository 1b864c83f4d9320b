using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Platform.Security;

/// <summary>
/// Finds the partner by the key in the Authorization header. Nothing is kept between requests, so a key that is revoked is
/// refused at once.
/// </summary>
public sealed class PartnerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, NpgsqlDataSource database, KnownKeys known,
    TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    public const string PrefixClaim = "key";
    private const string ScopeClaim = "scope";
    private const int MaxKeyLength = 200;

    /// <summary>So often at most is it noted that a key was used.</summary>
    private static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    private (ApiError Error, string Detail) refusal =
        (ApiError.KeyMissing, "This operation is for partners. Send your key as Authorization: Bearer <key>.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (!header.StartsWith($"{SchemeName} ", StringComparison.OrdinalIgnoreCase) || header.Length > MaxKeyLength)
        {
            return Refuse(ApiError.KeyUnknown, "Send the key as it was issued: Authorization: Bearer <key>.");
        }

        var now = time.GetUtcNow();
        if (await FindAsync(header[(SchemeName.Length + 1)..].Trim()) is not { } key)
        {
            return Refuse(ApiError.KeyUnknown, "No partner has this key. Check that it is whole, or ask the operator for a new one.");
        }

        if (key.RevokedAt is not null)
        {
            return Refuse(ApiError.KeyRevoked, $"The key {key.Prefix} was revoked. Ask the operator for a new one.");
        }

        if (key.ExpiresAt <= now)
        {
            return Refuse(ApiError.KeyExpired, $"The key {key.Prefix} expired on {key.ExpiresAt:yyyy-MM-dd}. Ask the operator for a new one.");
        }

        known.Note(header, key.Prefix);
        if (key.LastUsedAt is not { } used || now - used >= UseNotedEvery)
        {
            await NoteUseAsync(key.Id, now);
        }

        var claims = key.Scopes.Select(scope => new Claim(ScopeClaim, scope))
            .Append(new(ClaimTypes.Name, key.Partner)).Append(new(PrefixClaim, key.Prefix));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] =
            refusal.Error == ApiError.KeyMissing ? "Bearer realm=\"portal\"" : "Bearer realm=\"portal\", error=\"invalid_token\"";
        return Problem.From(refusal.Error, refusal.Detail, Context).WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = Context.GetEndpoint()?.Metadata.GetMetadata<PartnerOperationAttribute>()?.Policy;
        Response.Headers[HeaderNames.WWWAuthenticate] = $"Bearer realm=\"portal\", error=\"insufficient_scope\", scope=\"{needed}\"";
        return Problem.From(
            ApiError.ScopeMissing, $"This key does not allow to {needed}. Use one with the scope {needed}.", Context).WriteAsync(Context);
    }

    private AuthenticateResult Refuse(ApiError error, string detail)
    {
        refusal = (error, detail);
        return AuthenticateResult.Fail(error.Title);
    }

    private async Task<FoundKey?> FindAsync(string secret)
    {
        await using var command = database.CreateCommand(
            "SELECT id, partner, prefix, scopes, expires_at, revoked_at, last_used_at FROM public.partner_keys WHERE hash = $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = PartnerKey.HashOf(secret) });
        await using var row = await command.ExecuteReaderAsync(Context.RequestAborted);
        return await row.ReadAsync(Context.RequestAborted)
            ? new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<string[]>(3), row.GetFieldValue<DateTimeOffset>(4), row.ValueOrNull<DateTimeOffset>(5), row.ValueOrNull<DateTimeOffset>(6))
            : null;
    }

    private async Task NoteUseAsync(Guid id, DateTimeOffset now)
    {
        await using var command = database.CreateCommand("UPDATE public.partner_keys SET last_used_at = $2 WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(Context.RequestAborted);
    }

    /// <summary>Each scope is a policy of its name.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<KnownKeys>();
        services.AddAuthentication(SchemeName).AddScheme<AuthenticationSchemeOptions, PartnerAuthentication>(SchemeName, configureOptions: null);
        services.AddAuthorization(authorization =>
        {
            foreach (var scope in PartnerScope.List.Values)
            {
                authorization.AddPolicy(scope, policy => policy.RequireClaim(ScopeClaim, scope));
            }
        });
    }

    private sealed record FoundKey(
        Guid Id, string Partner, string Prefix, string[] Scopes, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);
}
