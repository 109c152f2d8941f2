using OpcSpaces.Ingest.Status;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Watermarking;

/// <summary>Sends commands over the present connection. A command that finds no connection, or one that is stuck, is lost; the next batch repeats it.</summary>
internal sealed class ConnectionCommands(IngestCounters counters) : IGatewayCommands
{
    private const int MostOnTheWay = 4_096;
    private volatile HostConnection? _connection;
    private int _onTheWay;

    public void Use(HostConnection? connection) => _connection = connection;

    public void TellCommitted(NodeState node, CommittedCommand watermark)
    {
        if (_connection is not { } connection || Volatile.Read(ref _onTheWay) >= MostOnTheWay)
            return;
        counters.Add(IngestEvent.Watermark);
        Follow(connection.SendCommittedAsync(node, watermark));
    }

    public void RequestRebirth(NodeState node)
    {
        if (_connection is { } connection && Volatile.Read(ref _onTheWay) < MostOnTheWay)
            Follow(connection.RequestRebirthAsync(node));
    }

    private async void Follow(ValueTask<bool> sending)
    {
        Interlocked.Increment(ref _onTheWay);
        try
        {
            await sending;
        }
        finally
        {
            Interlocked.Decrement(ref _onTheWay);
        }
    }
}
