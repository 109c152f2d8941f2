using System.Globalization;

namespace OpcSpaces.Settings;

/// <summary>Builds paths such as <c>zones[2].points[0].pin</c>; a name that would make a path ambiguous is in quotes, as <c>zones[2]["a.b"]</c>.</summary>
internal static class SettingsPath
{
    public static string Of(string parent, string name) =>
        name.Length == 0 || name.AsSpan().ContainsAny('.', '[', ']') ? $"{parent}[\"{name}\"]" : parent.Length == 0 ? name : $"{parent}.{name}";

    public static string Of(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    /// <summary>The path without its last part.</summary>
    public static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
}
