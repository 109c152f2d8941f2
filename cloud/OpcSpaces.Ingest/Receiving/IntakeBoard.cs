using OpcSpaces.Ingest.Status;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>Where the ingest loop lays out, once a second, what others may know of its gateways and peers.</summary>
internal sealed class IntakeBoard(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private volatile IReadOnlyList<GatewayIntake> _gateways = [];
    private long? _publishedAt;

    public IReadOnlyList<GatewayIntake> Gateways => _gateways;

    /// <summary>Called by the loop only.</summary>
    public void Publish(Receiver receiver)
    {
        if (_publishedAt is { } last && time.GetElapsedTime(last) < Period)
            return;
        _publishedAt = time.GetTimestamp();
        _gateways = receiver.Gateways();
    }
}
