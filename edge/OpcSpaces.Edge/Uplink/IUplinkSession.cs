namespace OpcSpaces.Edge.Uplink;

/// <summary>What the uplink needs from a Sparkplug session whose births have been sent. <see cref="SparkplugUplinkSession"/> is the real one.</summary>
internal interface IUplinkSession
{
    /// <summary>Sends a batch. False when the session has ended and the batch may not have been sent. <paramref name="device"/> is null for the gateway itself.</summary>
    ValueTask<bool> PublishDataAsync(string? device, ulong sequence, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Sends all births again. False when the session has ended.</summary>
    Task<bool> RebirthAsync();
}
