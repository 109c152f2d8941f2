using System.Collections.Frozen;

namespace OpcSpaces.Access.Accounts;

/// <summary>
/// Passwords of twelve characters and more that are guessed first: the words and rows of keys that lists of leaked passwords begin with, made
/// longer. NIST SP 800-63B §5.1.1.2 asks to refuse such ones, and asks for no rules about kinds of characters.
/// </summary>
internal static class WorstPasswords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "administrator", "admin", "welcome", "letmein", "iloveyou", "changeme", "qwerty", "qwertyuiop", "asdfghjkl",
        "zxcvbnm", "1qaz2wsx", "1q2w3e4r", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qazwsxedc", "abc123", "abcd1234", "dragon", "monkey", "football", "baseball", "sunshine", "princess",
        "superman", "woaini", "woaini1314", "5201314", "1314520", "opcspaces", "shenzhen", "nanshan", "secret", "default", "master", "login", "test", "guest", "root", "correcthorsebatterystaple",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Rows = ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

    /// <summary>Whether a password is one of them: a known word alone, repeated, or with digits and signs around it; a row of keys; a few characters repeated.</summary>
    /// <param name="password">The password.</param>
    /// <param name="own">Words that its owner would think of, such as the own name.</param>
    public static bool Has(string password, params IEnumerable<string> own)
    {
        var plain = password.ToLowerInvariant();
        if (Rows.Any(row => row.Contains(plain, StringComparison.Ordinal)) || IsRepeated(plain)) return true;
        var core = plain.Trim([.. "0123456789!?.,-_#@$%&*+= "]);
        string[] words = [.. own.Select(word => word.ToLowerInvariant()).Where(word => word.Length > 2)];
        return core.Length == 0 ? plain.Distinct().Count() < 5 : Is(core) || Is(plain);

        bool Is(string text)
        {
            // Any mix of the words, such as admin-admin or adminpassword.
            var rest = text;
            foreach (var word in Words.Concat(words).OrderByDescending(word => word.Length)) rest = rest.Replace(word, "", StringComparison.Ordinal);
            return rest.Trim([.. "0123456789!?.,-_#@$%&*+= "]).Length == 0;
        }
    }

    private static bool IsRepeated(string text)
    {
        for (var period = 1; period <= 4; period++)
        {
            if (Enumerable.Range(period, Math.Max(0, text.Length - period)).All(i => text[i] == text[i - period])) return true;
        }

        return false;
    }
}
