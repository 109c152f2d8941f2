using Microsoft.AspNetCore.Identity;
using OpcSpaces.Access.Rows;

namespace OpcSpaces.Access.Accounts;

/// <summary>
/// What a password has to be: long enough, and none of those that are guessed first. No kinds of characters are asked for, and no password
/// expires (NIST SP 800-63B §5.1.1.2).
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Shortest = 12;

    /// <summary>Longer ones only cost time to hash.</summary>
    public const int Longest = 256;

    /// <summary>What is wrong with a password; null for a good one.</summary>
    public static string? Fault(string? password, string accountName, string fullName) => password switch
    {
        null or { Length: < Shortest } => $"write at least {Shortest} characters; a few words that only you would put together are good",
        { Length: > Longest } => $"write at most {Longest} characters",
        _ when WorstPasswords.Has(password, accountName, fullName) => "choose another one: this is one of those that are guessed first",
        _ => null,
    };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Fault(password, user.UserName ?? "", user.FullName) is { } fault ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = fault }) : IdentityResult.Success);
}
