namespace OpcSpaces.Edge.Uplink;

/// <summary>What the uplink needs of a Sparkplug session that has been born; <see cref="SparkplugUplinkSession"/> is the real one.</summary>
internal interface IUplinkSession
{
    /// <summary>False when the session is over and the batch was maybe not sent. <paramref name="device"/> is null for the gateway itself.</summary>
    ValueTask<bool> PublishDataAsync(string? device, ulong sequence, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Sends all births again; false when the session is over.</summary>
    Task<bool> RebirthAsync();
}
