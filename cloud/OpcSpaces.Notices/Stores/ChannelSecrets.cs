using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OpcSpaces.Notices.Stores;

/// <summary>
/// Encrypts what is secret of a channel where it is stored (ASP.NET Core Data Protection): a copy of the database alone sends nothing in anybody's name. The keys are
/// those of the host, and each channel has a purpose of its own, so that nobody moves the secret of one channel to another. Thread-safe.
/// </summary>
internal sealed class ChannelSecrets(IDataProtectionProvider provider)
{
    private const string Purpose = "OpcSpaces.Notices.Channels";

    /// <summary>What is stored; null for none.</summary>
    public string? Protect(string channel, string? secret) => secret is null ? null : Of(channel).Protect(secret);

    /// <summary>Reads what is stored. False when the key that encrypted it is not there, or when it was changed.</summary>
    public bool TryRead(string channel, string? stored, out string? secret)
    {
        try
        {
            secret = stored is null ? null : Of(channel).Unprotect(stored);
            return true;
        }
        catch (CryptographicException)
        {
            secret = null;
            return false;
        }
    }

    private IDataProtector Of(string channel) => provider.CreateProtector(Purpose, channel);
}
