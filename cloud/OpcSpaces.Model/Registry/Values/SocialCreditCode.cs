namespace OpcSpaces.Model.Registry.Values;

/// <summary>The unified social credit code of an organisation (USCC, 统一社会信用代码), GB 32100-2015: 17 characters and a check character.</summary>
public static class SocialCreditCode
{
    /// <summary>How many characters it has.</summary>
    public const int Length = 18;

    // GB 32100-2015, table 2: digits and letters without I, O, S, V, Z.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>What is wrong with a code, with what to write instead; null when it is valid.</summary>
    public static string? Fault(string code)
    {
        if (code.Length != Length) return $"write the {Length} characters of the unified social credit code";
        if (code.FirstOrDefault(letter => !Alphabet.Contains(letter, StringComparison.Ordinal)) is not '\0' and var wrong)
            return $"'{wrong}' cannot stand in a unified social credit code: write digits and capital letters other than I, O, S, V, Z";
        return CheckCharacter(code) is var check && check == code[^1] ? null
            : $"its check character does not fit (GB 32100): one of the first {Length - 1} characters is wrong, or the last must be '{check}'";
    }

    /// <summary>The check character of the first 17 characters: weights 3^i mod 31, complement to 31.</summary>
    /// <exception cref="ArgumentException">A character is not of the alphabet, or there are fewer than 17.</exception>
    public static char CheckCharacter(string code)
    {
        var (sum, weight) = (0, 1);
        for (var i = 0; i < Length - 1; i++)
        {
            var value = i < code.Length ? Alphabet.IndexOf(code[i], StringComparison.Ordinal) : -1;
            if (value < 0) throw new ArgumentException($"'{code}' has no 17 characters of a unified social credit code.", nameof(code));
            sum += value * weight;
            weight = weight * 3 % Alphabet.Length;
        }

        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }
}
