using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;

namespace Portal.Api.Commands;

/// <summary>partner: adds partners, and issues, rotates, revokes and lists their keys.</summary>
public static class PartnerCommand
{
    public static Command Create() => new("partner", "Partners, who publish by machine, and their keys.")
    {
        Add(),
        List(),
        new Command("key", "The keys of a partner.") { AddKey(), RotateKey(), RevokeKey(), ListKeys() },
    };

    private static Command Add()
    {
        var name = Name();
        var command = new Command("add", "Adds a partner. Its records are kept under this name, which never changes.") { name };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var (db, now, partner) = (Database(services), Now(services), parsed.GetValue(name)!.Trim());
                if (!PartnerRow.IsName(partner))
                {
                    return CommandHost.Fail(PartnerRow.NameAdvice);
                }

                if (await db.Partners.AnyAsync(row => row.Name == partner, cancellationToken))
                {
                    return CommandHost.Fail($"There is a partner {partner} already.");
                }

                db.Add(new PartnerRow { Name = partner, CreatedAt = now });
                db.Add(new PartnerEvent { Partner = partner, Kind = PartnerEvent.PartnerAdded, HappenedAt = now, ChangedBy = PartnerEvent.Operator });
                await db.SaveChangesAsync(cancellationToken);
                Console.WriteLine($"Added the partner {partner}. Issue a key with: partner key add \"{partner}\"");
                return 0;
            },
            cancellationToken));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the partners.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                foreach (var partner in await Database(services).Partners.OrderBy(row => row.Name).ToListAsync(cancellationToken))
                {
                    Console.WriteLine($"{Day(partner.CreatedAt)}  {partner.Name}");
                }

                return 0;
            },
            cancellationToken));
        return command;
    }

    private static Command AddKey()
    {
        var name = Name();
        var scopes = new Option<string[]>("--scope") { Description = "What the key allows; read and write when left out.", AllowMultipleArgumentsPerToken = true };
        scopes.AcceptOnlyFromAmong([.. PartnerScope.List.Values]);
        var days = Days("--days", $"How many days it works, 1 to {PartnerKey.MaxLifetimeDays}.", 1, PartnerKey.MaxLifetimeDays, PartnerKey.DefaultLifetimeDays);
        var command = new Command("add", "Issues a key and shows it this once.") { name, scopes, days };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var (db, now, partner) = (Database(services), Now(services), parsed.GetValue(name)!);
                if (!await db.Partners.AnyAsync(row => row.Name == partner, cancellationToken))
                {
                    return CommandHost.Fail($"There is no partner {partner}. Add it with: partner add \"{partner}\"");
                }

                var allowed = parsed.GetValue(scopes) is { Length: > 0 } some ? some : [.. PartnerScope.List.Values];
                var (key, secret) = PartnerKey.Issue(partner, allowed, now, TimeSpan.FromDays(parsed.GetValue(days)));
                db.Add(key);
                db.Add(PartnerEvent.Of(key, PartnerEvent.KeyIssued, PartnerEvent.Operator, now, $"{string.Join(' ', key.Scopes)}, ends {key.ExpiresAt:O}"));
                await db.SaveChangesAsync(cancellationToken);
                Show(key, secret);
                return 0;
            },
            cancellationToken));
        return command;
    }

    private static Command RotateKey()
    {
        var prefix = Prefix();
        var overlap = Days("--overlap-days", $"How many days the old key works on, 0 to {PartnerKey.MaxOverlapDays}.", 0, PartnerKey.MaxOverlapDays, PartnerKey.DefaultOverlapDays);
        var command = new Command("rotate", "Issues a key in place of another, which works on for some days.") { prefix, overlap };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var (db, now) = (Database(services), Now(services));
                if (await FindAsync(db, parsed.GetValue(prefix)!, cancellationToken) is not { } key)
                {
                    return CommandHost.Fail($"No key begins with {parsed.GetValue(prefix)}. List them with: partner key list NAME");
                }

                if (!key.IsValid(now))
                {
                    return CommandHost.Fail($"The key {key.Prefix} has ended. Issue a new one with: partner key add \"{key.Partner}\"");
                }

                var (next, secret) = key.Rotate(now, TimeSpan.FromDays(parsed.GetValue(overlap)));
                db.Add(next);
                db.Add(PartnerEvent.Of(key, PartnerEvent.KeyRotated, PartnerEvent.Operator, now, $"to {next.Prefix}, ends {key.ExpiresAt:O}"));
                await db.SaveChangesAsync(cancellationToken);
                Show(next, secret);
                Console.Error.WriteLine($"The old key {key.Prefix} works until {Minute(key.ExpiresAt)}.");
                return 0;
            },
            cancellationToken));
        return command;
    }

    private static Command RevokeKey()
    {
        var prefix = Prefix();
        var command = new Command("revoke", "Ends a key at once and for good.") { prefix };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var (db, now) = (Database(services), Now(services));
                if (await FindAsync(db, parsed.GetValue(prefix)!, cancellationToken) is not { } key)
                {
                    return CommandHost.Fail($"No key begins with {parsed.GetValue(prefix)}. List them with: partner key list NAME");
                }

                if (key.RevokedAt is null)
                {
                    key.Revoke(now);
                    db.Add(PartnerEvent.Of(key, PartnerEvent.KeyRevoked, PartnerEvent.Operator, now));
                    await db.SaveChangesAsync(cancellationToken);
                }

                Console.WriteLine($"The key {key.Prefix} of {key.Partner} is revoked.");
                return 0;
            },
            cancellationToken));
        return command;
    }

    private static Command ListKeys()
    {
        var name = Name();
        var command = new Command("list", "Lists the keys of a partner by the part of them that is no secret.") { name };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            async services =>
            {
                var (db, now, partner) = (Database(services), Now(services), parsed.GetValue(name)!);
                if (!await db.Partners.AnyAsync(row => row.Name == partner, cancellationToken))
                {
                    return CommandHost.Fail($"There is no partner {partner}.");
                }

                Console.WriteLine("key       scopes      issued      ends        last used         state");
                foreach (var key in await db.PartnerKeys.Where(key => key.Partner == partner).OrderBy(key => key.CreatedAt).ToListAsync(cancellationToken))
                {
                    var state = key.RevokedAt is not null ? "revoked" : key.IsValid(now) ? "valid" : "expired";
                    var used = key.LastUsedAt is { } at ? Minute(at) : "never";
                    Console.WriteLine($"{key.Prefix}  {string.Join(' ', key.Scopes),-10}  {Day(key.CreatedAt)}  {Day(key.ExpiresAt)}  {used,-16}  {state}");
                }

                return 0;
            },
            cancellationToken));
        return command;
    }

    /// <summary>The key alone goes to the output, so that a script can take it.</summary>
    private static void Show(PartnerKey key, string secret)
    {
        Console.WriteLine(secret);
        Console.Error.WriteLine($"This is the key of {key.Partner} ({string.Join(' ', key.Scopes)}), until {Day(key.ExpiresAt)}. It is shown this once: keep it now.");
    }

    private static Task<PartnerKey?> FindAsync(PortalDbContext db, string prefix, CancellationToken cancellationToken) =>
        db.PartnerKeys.SingleOrDefaultAsync(key => key.Prefix == prefix, cancellationToken);

    private static PortalDbContext Database(IServiceProvider services) => services.GetRequiredService<PortalDbContext>();

    private static DateTimeOffset Now(IServiceProvider services) => services.GetRequiredService<TimeProvider>().GetUtcNow();

    private static string Day(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static Argument<string> Name() => new("NAME") { Description = "The partner's name." };

    private static Argument<string> Prefix() => new("KEY") { Description = "The key's eight letters between portal_ and the next _, as partner key list shows them." };

    private static Option<int> Days(string name, string description, int least, int most, int usual)
    {
        var days = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        days.Validators.Add(given =>
        {
            if (given.GetValue(days) is var number && (number < least || number > most))
            {
                given.AddError($"{name} has to be from {least} to {most}.");
            }
        });
        return days;
    }
}
