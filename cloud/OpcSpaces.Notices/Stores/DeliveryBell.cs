using System.Collections.Concurrent;

namespace OpcSpaces.Notices.Stores;

/// <summary>Says which channels have something to send, since somebody last looked. Thread-safe.</summary>
internal sealed class DeliveryBell
{
    private readonly ConcurrentQueue<(string Channel, bool IsNow)> _rung = new();

    /// <param name="channel">The id of the channel.</param>
    /// <param name="isNow">Whether it tries at once, also in the pause after a failure: a person has changed something.</param>
    public void Ring(string channel, bool isNow = false) => _rung.Enqueue((channel, isNow));

    /// <summary>Takes the next one.</summary>
    public bool TryTake(out (string Channel, bool IsNow) rung) => _rung.TryDequeue(out rung);
}
