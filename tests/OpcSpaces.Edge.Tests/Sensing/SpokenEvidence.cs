using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>Writes down what a sensor says about its place.</summary>
internal sealed class SpokenEvidence : IEvidence
{
    public List<string> Words { get; } = [];

    public void Set(bool active, DateTimeOffset at) => Words.Add(active ? "active" : "rest");

    public void Broken(DateTimeOffset at) => Words.Add("broken");

    public void Sound(DateTimeOffset at) => Words.Add("sound");
}
