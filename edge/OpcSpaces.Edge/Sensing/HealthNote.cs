using System.Text;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>Keeps what was said last about the sensors of one zone, as a note of the outbox, so that it outlives the agent: durable no later than the reading after it.</summary>
internal sealed class HealthNote(string zone, OutboxLog outbox)
{
    private readonly string _name = $"health {zone}";

    /// <summary>The troubles that the agent before knew last; none without one.</summary>
    public IReadOnlyList<SensorTrouble> Read() => outbox.Note(_name) is { } note ? SensorTroubles.Read(Encoding.UTF8.GetString(note)) : [];

    public void Keep(string text) => outbox.KeepNote(_name, Encoding.UTF8.GetBytes(text));
}
