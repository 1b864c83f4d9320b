using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Portal.Api.Tests.Fixture;

/// <summary>What an instance of the API has asked the database, as the database's client logs it.</summary>
public sealed class Statements : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> executed = new();

    public int Count(string part) => executed.Count(statement => statement.Contains(part, StringComparison.Ordinal));

    public void AddTo(ILoggingBuilder logging) => logging.AddProvider(this).AddFilter<Statements>("Npgsql.Command", LogLevel.Information);

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = formatter(state, exception);
        if (message.Contains("completed", StringComparison.Ordinal))
        {
            executed.Enqueue(message);
        }
    }

    public void Dispose()
    {
    }
}
