using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Text.Json;
using FluentValidation;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>What the lists of a partner's records have in common: they go by the partner's own keys.</summary>
public abstract record PartnerListQuery : IPageRequest
{
    internal CallingPartner? Caller { get; init; }

    /// <summary>Which records: published, withdrawn, or both when left out.</summary>
    /// <example>["published"]</example>
    [Codes(typeof(RecordState)), MaxLength(Rules.MaxValues)]
    public string[] State { get; init; } = [];

    /// <summary>Which page, from 1. Pages go 10,000 rows deep: page × pageSize is at most 10,000.</summary>
    /// <example>1</example>
    [Range(1, PageLimits.MaxDepth), DefaultValue(1)]
    public int Page { get; init; } = 1;

    /// <summary>How many records a page holds.</summary>
    /// <example>20</example>
    [Range(1, PageLimits.MaxPageSize), DefaultValue(PageLimits.DefaultPageSize)]
    public int PageSize { get; init; } = PageLimits.DefaultPageSize;

    /// <summary>Where to go on: the next of the answer before, with the same filters. Pages by cursor have no limit of
    /// depth, and repeat and leave out nothing while records come and go.</summary>
    /// <example>eyJzIjoiZGVhZGxpbmUifQ</example>
    [MaxLength(PageLimits.MaxCursorLength)]
    public string? Cursor { get; init; }

    /// <summary>The cursor that was given, and the name of the question that the next one belongs to.</summary>
    internal (Cursor? Cursor, string Question) Place<TQuery>(TQuery withoutPage)
    {
        var question = Platform.Paging.Cursor.NameOf(withoutPage);
        return (Platform.Paging.Cursor.Of(this, question), question);
    }

    /// <summary>The cursor of what comes after a record; null where nothing does.</summary>
    internal string? Next(string? lastExternalId, Cursor? cursor, string question, DateOnly today) => lastExternalId is null ? null : new Cursor
    {
        Question = question,
        Date = today,
        Corrected = null,
        Page = (cursor?.Page ?? Page) + 1,
        After = [JsonSerializer.SerializeToElement(lastExternalId)],
        Id = Guid.Empty,
    }.ToString();

    public sealed class ListRules : AbstractValidator<PartnerListQuery>
    {
        public ListRules()
        {
            Include(new PageRules());
            RuleFor(query => query.State).AreCodesOf(RecordState.List);
        }
    }
}

/// <summary>Whether a record is to be seen.</summary>
public static class RecordState
{
    public const string Published = "published";
    public const string Withdrawn = "withdrawn";

    public static readonly CodeList List = new(
        "state",
        new(Published, "To be seen by everybody"),
        new(Withdrawn, "Taken out of what is published"));
}

/// <summary>Conditions on a partner's records, as the database is asked them.</summary>
internal static class PartnerRecords
{
    public static IQueryable<T> InState<T>(this IQueryable<T> records, string[] states)
        where T : Publication
    {
        var (published, withdrawn) = (states.Contains(RecordState.Published), states.Contains(RecordState.Withdrawn));
        return published == withdrawn ? records : records.Where(record => record.WithdrawnAt == null == published);
    }

    /// <summary>One more than the page holds, to see whether another follows.</summary>
    public static IQueryable<T> OfPage<T>(this IQueryable<T> records, PartnerListQuery query, Cursor? cursor)
        where T : Publication
    {
        var ordered = records.OrderBy(record => record.ExternalId);
        if (cursor is null)
        {
            return ordered.Skip((query.Page - 1) * query.PageSize).Take(query.PageSize + 1);
        }

        var after = cursor.After is [{ ValueKind: JsonValueKind.String } key] ? key.GetString() : throw Cursor.Refused();
        return ordered.Where(record => record.ExternalId!.CompareTo(after) > 0).Take(query.PageSize + 1);
    }

    /// <summary>As <see cref="PartnerProject.Stale"/>.</summary>
    public static Expression<Func<Project, bool>> IsStale(DateTimeOffset now, DateOnly today)
    {
        var before = PartnerProject.StaleBefore(now);
        return project => project.WithdrawnAt == null && project.Places == Places.Open && project.OpenUntil >= today
            && project.UpdatedAt <= before && (project.ConfirmedAt == null || project.ConfirmedAt <= before);
    }

    /// <summary>As <see cref="DataIssue.Of"/> finds any.</summary>
    public static readonly Expression<Func<Project, bool>> HasDataIssues = project =>
        project.InputIssues.Length > 0 || project.Deadline > project.EndsOn
        || project.StatedWeeks > (project.EndsOn.DayNumber - project.StartsOn.DayNumber + 7) / 7 + 1;
}
