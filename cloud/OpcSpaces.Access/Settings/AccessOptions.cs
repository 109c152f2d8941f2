using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Settings;

/// <summary>How people and programs sign in, and where that is kept.</summary>
public sealed class AccessOptions : DatabasePlace
{
    /// <summary>The address by which browsers reach the pages, such as <c>https://spaces.example.org</c>; null where they reach this program directly. With https, cookies are for https alone.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Network addresses, or networks such as <c>10.0.0.0/24</c>, of proxies that stand in front. What they write into <c>X-Forwarded-For</c> counts as the
    /// address that a request comes from; what others write there does not.
    /// </summary>
    public List<string> TrustedProxies { get; set; } = [];

    /// <summary>Whether everybody at this machine is signed in as administrator: for a demonstration, where the pages listen on loopback only. Refused otherwise.</summary>
    public bool DemoVisitor { get; set; }

    /// <summary>An issuer of OpenID Connect at which people sign in, too; null for none.</summary>
    public OpenIdOptions? OpenId { get; set; }

    /// <summary>A session ends when nothing was asked for so long.</summary>
    [Range(5, 43_200)]
    public int SessionIdleMinutes { get; set; } = 720;

    /// <summary>A session ends so long after the sign-in in any case.</summary>
    [Range(1, 2_160)]
    public int SessionHours { get; set; } = 168;

    /// <summary>After so many wrong passwords in a row an account is locked. NIST SP 800-63B §5.2.2 allows 100.</summary>
    [Range(3, 100)]
    public int WrongPasswords { get; set; } = 10;

    /// <summary>How long an account is locked. A passkey opens it at any time.</summary>
    [Range(1, 1_440)]
    public int LockMinutes { get; set; } = 15;

    /// <summary>So many wrong passwords from one network address, for whichever accounts, are answered within the same time; then it has to wait.</summary>
    [Range(5, 10_000)]
    public int WrongPasswordsPerAddress { get; set; } = 60;

    /// <summary>A link with which somebody chooses a password works so long.</summary>
    [Range(1, 720)]
    public int LinkHours { get; set; } = 48;

    /// <summary>A key of a program works so long, where its maker does not say less.</summary>
    [Range(1, 3_650)]
    public int KeyDays { get; set; } = 365;

    /// <summary>Keys of somebody who signs in at an issuer of OpenID Connect work so long after the last sign-in there.</summary>
    [Range(1, 365)]
    public int IssuerKeyDays { get; set; } = 30;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
