using Microsoft.Extensions.Logging;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>Counts what a message handler threw, and logs the 1st, 2nd, 4th, 8th … so that a broken handler cannot flood the log.</summary>
internal sealed partial class HandlerFaults(ILogger logger, string clientId)
{
    private long _count;

    internal long Count => Volatile.Read(ref _count);

    internal void Report(Exception exception)
    {
        var count = Interlocked.Increment(ref _count);
        if (long.IsPow2(count))
            LogHandlerFault(logger, clientId, count, exception);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message handler of {ClientId} threw, {Count} times so far; the message is skipped")]
    private static partial void LogHandlerFault(ILogger logger, string clientId, long count, Exception exception);
}
