namespace Portal.Bench;

/// <summary>Why it cannot go on; its message says it in a sentence or shows what a program said.</summary>
internal sealed class Refusal(string message) : Exception(message);
