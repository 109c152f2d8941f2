namespace OpcSpaces.Ingest.Status;

/// <summary>Where the ingest loop publishes the state of its gateways once a second, for other threads.</summary>
internal sealed class IntakeBoard(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private volatile IReadOnlyList<GatewayIntake> _gateways = [];
    private long? _publishedAt;

    public IReadOnlyList<GatewayIntake> Gateways => _gateways;

    /// <summary>Called by the loop only. Asks <paramref name="gateways"/> when a second has passed.</summary>
    public void Publish(Func<IReadOnlyList<GatewayIntake>> gateways)
    {
        if (_publishedAt is { } last && time.GetElapsedTime(last) < Period)
            return;
        _publishedAt = time.GetTimestamp();
        _gateways = gateways();
    }
}
