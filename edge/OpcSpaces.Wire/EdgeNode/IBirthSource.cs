namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What a session asks its gateway when it has to be born. Called once per birth, never twice at the same time; must be quick.</summary>
public interface IBirthSource
{
    BirthSnapshot Capture();
}
