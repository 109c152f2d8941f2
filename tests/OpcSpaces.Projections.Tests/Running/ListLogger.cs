using Microsoft.Extensions.Logging;

namespace OpcSpaces.Projections.Tests.Running;

/// <summary>Keeps what was logged, by level.</summary>
internal sealed class ListLogger<T> : ILogger<T>
{
    private readonly Lock _gate = new(); // guards the list
    private readonly List<(LogLevel Level, string Text)> _messages = [];

    public IReadOnlyList<string> At(LogLevel level)
    {
        lock (_gate)
            return [.. _messages.Where(message => message.Level == level).Select(message => message.Text)];
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
            _messages.Add((logLevel, formatter(state, exception)));
    }
}
