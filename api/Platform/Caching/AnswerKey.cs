namespace Portal.Api.Platform.Caching;

/// <summary>What answers are kept under.</summary>
/// <param name="Question">The address that was asked at, because answers may name it.</param>
/// <param name="Accept">The forms that the reader takes.</param>
public readonly record struct AnswerKey(string Question, string Accept)
{
    public string InForm => $"{Question}\n{Accept}";

    /// <summary>The line ends cannot occur in any of the parts.</summary>
    public static AnswerKey Of(HttpRequest request) =>
        new(string.Concat($"{request.Scheme}\n{request.Host.Value}\n", request.Path.Value, "\n", request.QueryString.Value), request.Headers.Accept.ToString());
}
