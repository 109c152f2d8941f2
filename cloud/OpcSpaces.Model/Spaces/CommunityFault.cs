namespace OpcSpaces.Model.Spaces;

/// <summary>One thing that is wrong in a community file: where (<c>floors[0].zones[3].id</c>), what was read, and what should be there.</summary>
public sealed record CommunityFault(string Path, string Found, string Problem)
{
    public override string ToString() => Path.Length == 0 ? $"{Found}: {Problem}" : $"{Path} = {Found}: {Problem}";
}
