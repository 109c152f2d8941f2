using Microsoft.AspNetCore.Identity;

namespace OpcSpaces.Access.Rows;

/// <summary>A person who can sign in. The name to sign in with is <see cref="IdentityUser{TKey}.UserName"/>.</summary>
internal sealed class Account : IdentityUser
{
    /// <summary>The name to show.</summary>
    public string FullName { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Whether it was revoked: nobody can sign in with it, and its keys do not count.</summary>
    public bool IsRevoked { get; set; }
}
