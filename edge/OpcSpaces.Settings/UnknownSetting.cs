namespace OpcSpaces.Settings;

/// <summary>What to write instead of a setting that does not exist.</summary>
internal static class UnknownSetting
{
    /// <param name="name">The name that was read.</param>
    /// <param name="known">The settings that exist in this object.</param>
    /// <param name="isSet">Whether the object has the setting of that name.</param>
    public static string Fix(string name, IReadOnlyCollection<string> known, Func<string, bool> isSet)
    {
        if (known.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } same)
            return isSet(same) ? $"\"{same}\" is written here too, and differs only by case: remove this one" : $"write \"{same}\": names are case-sensitive";
        if (SimilarName.Find(name, known) is { } close)
            return $"there is no such setting here; did you mean \"{close}\"?";
        return known.Count == 0 ? "there is no such setting here: remove it" : $"there is no such setting here; use one of {string.Join(", ", known.Order(StringComparer.Ordinal))}";
    }
}
