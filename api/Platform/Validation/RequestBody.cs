using FluentValidation;
using FluentValidation.Results;

namespace Portal.Api.Platform.Validation;

/// <summary>
/// A JSON body that is read strictly. Its members are strings, dates and lists of strings; each may be left out or null,
/// which is the same. Derive a class and not a record: a record prints its values wherever it is logged, and the
/// framework logs what actions are called with.
/// </summary>
public abstract class RequestBody
{
    /// <summary>What the errors about the body as a whole are told under.</summary>
    public const string Whole = "body";

    /// <summary>What could not be read, by member. It is told together with what the rules object to.</summary>
    internal List<ValidationFailure> Unreadable { get; } = [];
}

/// <summary>The rules of a request with a body begin with these.</summary>
public static class RequestBodyRules
{
    public static void WasRead<T, TBody>(this IRuleBuilder<T, TBody> rule)
        where TBody : RequestBody =>
        rule.Custom((body, context) => body.Unreadable.ForEach(context.AddFailure));
}
