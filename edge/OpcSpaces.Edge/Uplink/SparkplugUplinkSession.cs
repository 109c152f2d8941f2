using OpcSpaces.Wire.EdgeNode;

namespace OpcSpaces.Edge.Uplink;

/// <summary>The uplink's view of a real session.</summary>
internal sealed class SparkplugUplinkSession(EdgeNodeSession session) : IUplinkSession
{
    public ValueTask<bool> PublishDataAsync(string? device, ulong sequence, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        session.PublishDataAsync(device, sequence, content, cancellation);

    public Task<bool> RebirthAsync() => session.RebirthAsync();
}
