using Microsoft.Extensions.Logging;

namespace OpcSpaces.Wire.Mqtt;

/// <summary>Counts the exceptions of a message handler and logs the 1st, 2nd, 4th, 8th and so on, so that a broken handler cannot flood the log.</summary>
public sealed partial class HandlerFaults(ILogger logger, string clientId)
{
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Report(Exception exception)
    {
        var count = Interlocked.Increment(ref _count);
        if (long.IsPow2(count))
            LogHandlerFault(logger, clientId, count, exception);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message handler of {ClientId} threw an exception ({Count} so far); the message is skipped")]
    private static partial void LogHandlerFault(ILogger logger, string clientId, long count, Exception exception);
}
