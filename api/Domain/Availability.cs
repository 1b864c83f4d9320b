using System.Linq.Expressions;

namespace Portal.Api.Domain;

/// <summary>
/// Whether one can apply to a project as of a date. It is derived when read and never stored, because it changes
/// with the calendar and not with a write. The first rule that holds wins: ended, full, deadlinePassed, open.
/// </summary>
public static class Availability
{
    public const string Open = "open";
    public const string Full = "full";
    public const string DeadlinePassed = "deadlinePassed";
    public const string Ended = "ended";

    public static readonly CodeList List = new(
        "availability",
        new(Open, "Open for applications"),
        new(Full, "Every place is taken"),
        new(DeadlinePassed, "The deadline has passed"),
        new(Ended, "The project has ended"));

    public static string AsOf(DateOnly date, DateOnly endsOn, DateOnly? deadline, string places)
    {
        if (endsOn < date)
        {
            return Ended;
        }

        if (places == Places.Full)
        {
            return Full;
        }

        return deadline < date ? DeadlinePassed : Open;
    }

    /// <summary>
    /// The same rule as conditions on stored columns, so that the database can filter by it.
    /// A property test holds the two together.
    /// </summary>
    public static Expression<Func<Project, bool>> Is(string availability, DateOnly date) => availability switch
    {
        Open => project => project.Places == Places.Open && project.OpenUntil >= date,
        Full => project => project.Places == Places.Full && project.EndsOn >= date,
        DeadlinePassed => project => project.Places == Places.Open && project.EndsOn >= date && project.Deadline < date,
        Ended => project => project.EndsOn < date,
        _ => throw new ArgumentOutOfRangeException(nameof(availability), availability, "Not an availability."),
    };

    /// <summary>A condition that holds where any of the given availabilities does.</summary>
    public static Expression<Func<Project, bool>> IsAnyOf(IReadOnlyCollection<string> availabilities, DateOnly date)
    {
        var conditions = availabilities.Distinct().Select(availability => Is(availability, date)).ToList();
        var project = conditions[0].Parameters[0];
        var any = conditions
            .Select(condition => new ParameterReplacement(condition.Parameters[0], project).Visit(condition.Body))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<Project, bool>>(any, project);
    }

    private sealed class ParameterReplacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
