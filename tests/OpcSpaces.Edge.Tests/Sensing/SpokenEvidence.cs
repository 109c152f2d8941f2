using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>Writes down what a sensor says about its place.</summary>
internal sealed class SpokenEvidence : IEvidence
{
    public List<string> Words { get; } = [];

    /// <summary>When each level began that it was told.</summary>
    public List<DateTimeOffset> Times { get; } = [];

    public void Set(bool active, DateTimeOffset at)
    {
        Words.Add(active ? "active" : "rest");
        Times.Add(at);
    }

    public void Broken(DateTimeOffset at) => Words.Add("broken");

    public void Sound(DateTimeOffset at) => Words.Add("sound");
}
