using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Gives a partner a new key in place of the one that it asks with.</summary>
public static class RotatePartnerKey
{
    public sealed record Command(CallingPartner Caller, KeyRotation Rotation) : IRequest<IssuedKey>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Rotation).WasRead();
            RuleFor(command => command.Rotation.OverlapDays)
                .InclusiveBetween(0, PartnerKey.MaxOverlapDays).WithMessage($"Give 0 to {PartnerKey.MaxOverlapDays} days.")
                .OverridePropertyName("overlapDays");
        }
    }

    public sealed class Handler(PortalDbContext db, TimeProvider time) : IRequestHandler<Command, IssuedKey>
    {
        public async Task<IssuedKey> Handle(Command command, CancellationToken cancellationToken)
        {
            var key = await db.PartnerKeys.SingleAsync(key => key.Prefix == command.Caller.KeyPrefix, cancellationToken);
            var overlap = TimeSpan.FromDays(command.Rotation.OverlapDays ?? PartnerKey.DefaultOverlapDays);
            var now = time.GetUtcNow();
            var (next, secret) = key.Rotate(now, overlap);
            db.Add(next);
            db.Add(PartnerEvent.Of(key, PartnerEvent.KeyRotated, command.Caller.Signature, now, $"to {next.Prefix}, ends {key.ExpiresAt:O}"));
            await db.SaveChangesAsync(cancellationToken);
            return new IssuedKey { Key = secret, Prefix = next.Prefix, Scopes = next.Scopes, ExpiresAt = next.ExpiresAt, OldKeyExpiresAt = key.ExpiresAt };
        }
    }
}

/// <summary>How a key is to be replaced.</summary>
public sealed class KeyRotation : RequestBody
{
    public const int MaxBytes = 1024;

    /// <summary>How many days the old key goes on to work; 7 when left out, and never longer than it would have.</summary>
    /// <example>7</example>
    [Range(0, PartnerKey.MaxOverlapDays)]
    public int? OverlapDays { get; init; }
}

/// <summary>A new key. This is the only time that it is shown.</summary>
public sealed record IssuedKey
{
    /// <summary>The key. Keep it as you keep passwords.</summary>
    /// <example>portal_k7mq2xwp_8bZ0mWfHq0x2pYtR5sVnLdEaCuJiGoKh3wQeTzXbM4U</example>
    public required string Key { get; init; }

    /// <summary>Its part that is no secret, by which it is listed.</summary>
    /// <example>k7mq2xwp</example>
    public required string Prefix { get; init; }

    /// <summary>What it allows.</summary>
    /// <example>["read", "write"]</example>
    [Codes(typeof(PartnerScope))]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it ends.</summary>
    /// <example>2028-01-10T10:00:00Z</example>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the old key ends.</summary>
    /// <example>2027-01-17T10:00:00Z</example>
    public required DateTimeOffset OldKeyExpiresAt { get; init; }
}
