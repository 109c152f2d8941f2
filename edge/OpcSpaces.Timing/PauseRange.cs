using System.ComponentModel.DataAnnotations;

namespace OpcSpaces.Timing;

/// <summary>The rule for options that have a first and a longest pause of a <see cref="Backoff"/>.</summary>
public static class PauseRange
{
    /// <summary>One result, for the first pause, when it is above the longest; none otherwise.</summary>
    public static IEnumerable<ValidationResult> Validate(int first, int longest, string firstName, string longestName)
    {
        if (first > longest)
            yield return new ValidationResult($"{firstName} {first} must not be above {longestName} {longest}", [firstName]);
    }
}
