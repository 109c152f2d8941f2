using OpcSpaces.Points;

namespace OpcSpaces.Settings;

/// <summary>Collects what is wrong with the values of one part of a configuration; settings are named relative to the part.</summary>
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

    /// <summary>The faults of the whole configuration so far.</summary>
    public IReadOnlyList<SettingsFault> Faults => _faults;

    /// <summary>Where this part stands; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>The rules of a part of this part.</summary>
    public SettingsRules At(string part) => new(PathOf(part), _faults);

    public void Within(string setting, long value, long least, long most)
    {
        if (value < least || value > most) Fault(setting, $"{value}", $"use {least} to {most}");
    }

    public void Within(string setting, double value, double least, double most)
    {
        if (!(value >= least && value <= most)) Fault(setting, FormattableString.Invariant($"{value}"), FormattableString.Invariant($"use {least} to {most}"));
    }

    /// <summary>An id that stands in topics: no <c>/ + #</c>.</summary>
    public void Id(string setting, string id)
    {
        if (EntityId.Fault(id) is { } error) Fault(setting, $"\"{id}\"", error);
    }

    /// <summary>Ids that differ at most by case are one id.</summary>
    public void Unique(string setting, string id, Dictionary<string, string> seen, string what)
    {
        if (!seen.TryAdd(id, PathOf(setting))) Fault(setting, $"\"{id}\"", $"{seen[id]} is the same {what}, or differs only by case: rename one");
    }

    public void NotEmpty(string setting, string text, string fix)
    {
        if (text.Trim().Length == 0) Fault(setting, "\"\"", fix);
        else NoControl(setting, text);
    }

    /// <summary>A name that the system must know: no control characters.</summary>
    public void NoControl(string setting, string text)
    {
        if (text.Any(char.IsControl)) Fault(setting, $"\"{new string([.. text.Select(c => char.IsControl(c) ? '?' : c)])}\"", "write it without control characters");
    }

    public void Fault(string setting, string value, string fix) => _faults.Add(new SettingsFault(PathOf(setting), value, fix));

    private string PathOf(string setting) => Path.Length == 0 ? setting : $"{Path}.{setting}";
}
