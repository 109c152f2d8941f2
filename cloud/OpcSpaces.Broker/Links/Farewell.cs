using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace OpcSpaces.Broker.Links;

/// <summary>The end of a connection: what waits for the client is sent, above all our DISCONNECT.</summary>
internal static class Farewell
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns when the connection can be closed. A client that does not read in time is cut.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="outgoing">What waits.</param>
    /// <param name="readsTheRest">Whether what the client still sends is read, so that it gets our DISCONNECT.</param>
    /// <param name="longest">The limit for each of both.</param>
    /// <param name="time">For the limits.</param>
    public static async Task SayAsync(ConnectionContext connection, Outgoing outgoing, bool readsTheRest, TimeSpan longest, TimeProvider time)
    {
        try
        {
            await outgoing.CloseAsync().WaitAsync(longest, time);
            if (readsTheRest)
                await ReadTheRestAsync(connection.Transport.Input, longest, time);
        }
        catch (TimeoutException)
        {
            connection.Abort();
        }
        catch (IOException)
        {
            // The client has closed the connection.
        }
    }

    // A socket that is closed with bytes unread sends a reset, which may overtake our DISCONNECT. So what comes is read until nothing does.
    private static async Task ReadTheRestAsync(PipeReader input, TimeSpan longest, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(longest, time);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        try
        {
            ReadResult read;
            do
            {
                silence.CancelAfter(LongestSilence);
                read = await input.ReadAsync(silence.Token);
                input.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted);
        }
        catch (OperationCanceledException)
        {
            // Nothing came for a while, or more than anybody has to wait for.
        }
    }
}
