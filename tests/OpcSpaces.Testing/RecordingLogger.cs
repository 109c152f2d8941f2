using Microsoft.Extensions.Logging;

namespace OpcSpaces.Testing;

/// <summary>Keeps what was logged. Thread-safe.</summary>
public class RecordingLogger : ILogger
{
    private readonly Lock _gate = new();
    private readonly List<string> _messages = [];

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_gate)
                return [.. _messages];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
            _messages.Add(formatter(state, exception));
    }
}

/// <summary>The same where a type asks for its own logger.</summary>
public sealed class RecordingLogger<T> : RecordingLogger, ILogger<T>;
