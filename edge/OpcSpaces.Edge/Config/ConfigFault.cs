namespace OpcSpaces.Edge.Config;

/// <summary>One fault: where it stands (<c>zones[2].points[0].pin</c>), what was read there, and what would mend it.</summary>
public sealed record ConfigFault(string Path, string Value, string Mend)
{
    public override string ToString() => $"{Path}: {Value} – {Mend}";
}
