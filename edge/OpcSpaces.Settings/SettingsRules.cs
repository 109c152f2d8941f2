using OpcSpaces.Points;

namespace OpcSpaces.Settings;

/// <summary>Collects the faults in the values of one part of the settings; paths are relative to the part.</summary>
public sealed class SettingsRules
{
    private readonly List<SettingsFault> _faults;

    public SettingsRules()
        : this("", [])
    {
    }

    private SettingsRules(string path, List<SettingsFault> faults)
    {
        (Path, _faults) = (path, faults);
    }

    /// <summary>The faults of all parts so far.</summary>
    public IReadOnlyList<SettingsFault> Faults => _faults;

    /// <summary>The path of this part; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>The rules of a part of this part.</summary>
    public SettingsRules At(string part) => new(PathOf(part), _faults);

    /// <param name="setting">The setting, relative to this part.</param>
    /// <param name="value">Its value.</param>
    /// <param name="least">The smallest allowed value.</param>
    /// <param name="most">The largest allowed value.</param>
    /// <param name="unit">Continues "use 1 to 9", as " seconds".</param>
    public void Within(string setting, long value, long least, long most, string unit = "")
    {
        if (value < least || value > most) Fault(setting, $"{value}", $"use {least} to {most}{unit}");
    }

    /// <inheritdoc cref="Within(string, long, long, long, string)"/>
    public void Within(string setting, double value, double least, double most, string unit = "")
    {
        if (!(value >= least && value <= most)) Fault(setting, FormattableString.Invariant($"{value}"), FormattableString.Invariant($"use {least} to {most}{unit}"));
    }

    /// <summary>An id that becomes a level of a topic: not empty, no <c>/ + #</c>.</summary>
    public void Id(string setting, string id)
    {
        if (EntityId.Fault(id) is { } error) Fault(setting, Quote(id), $"{error}: write another id");
    }

    /// <summary>Ids that are equal, or differ only by case, are one id; <paramref name="seen"/> compares without case. An empty id is not compared.</summary>
    public void Unique(string setting, string id, Dictionary<string, string> seen, string what)
    {
        if (id.Length == 0 || seen.TryAdd(id, PathOf(setting))) return;
        Fault(setting, Quote(id), $"{seen[id]} is the same {what}, or differs only by case: rename one");
    }

    public void NotEmpty(string setting, string text, string fix)
    {
        if (text.Trim().Length == 0) Fault(setting, "\"\"", fix);
        else NoControl(setting, text);
    }

    /// <summary>A text without control characters, because terminals execute them and file systems refuse some.</summary>
    public void NoControl(string setting, string text)
    {
        if (text.Any(char.IsControl)) Fault(setting, Quote(text), "write it without control characters");
    }

    public void Fault(string setting, string value, string fix) => _faults.Add(new SettingsFault(PathOf(setting), value.Shorten(), fix));

    /// <summary>Adds a fault that has its full path already, perhaps of another file.</summary>
    public void Add(SettingsFault fault) => _faults.Add(fault);

    private static string Quote(string text) => $"\"{new string([.. text.Select(c => char.IsControl(c) ? '?' : c)])}\"";

    private string PathOf(string setting) => Path.Length == 0 ? setting : $"{Path}.{setting}";
}
