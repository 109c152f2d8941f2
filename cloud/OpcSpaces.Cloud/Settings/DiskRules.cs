using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The rules for what the settings of the cloud name on disk: the data directory, secrets, certificates, community files.</summary>
internal static class DiskRules
{
    /// <param name="rules">The rules of the whole file.</param>
    /// <param name="options">The complete settings.</param>
    /// <param name="create">Whether a data directory that does not exist is created.</param>
    public static void Check(SettingsRules rules, CloudOptions options, bool create)
    {
        if (options.DataDirectory.Length > 0 && (create || Directory.Exists(options.DataDirectory) || File.Exists(options.DataDirectory))) CheckWritable(rules, options.DataDirectory);
        if (options.Influx is { TokenFile: { Length: > 0 } token }) CheckReadable(rules, "influx.tokenFile", token);
        if (options.Broker.PasswordFile is { } password) CheckReadable(rules, "broker.passwordFile", password);
        if (options.Broker.Tls is { } tls) CheckTls(rules.At("broker.tls"), tls);
        CheckCommunities(rules, options.CommunityFiles);
    }

    private static void CheckWritable(SettingsRules rules, string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            using var probe = File.Create(Path.Combine(directory, $".writable-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            rules.Fault("dataDirectory", $"\"{directory}\"", $"it cannot be written: {e.Message}");
        }
    }

    // The content is never quoted: it is a secret.
    private static bool CheckReadable(SettingsRules rules, string setting, string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length > 0) return true;
            rules.Fault(setting, $"\"{file}\"", "the file is empty: write into it, or leave the setting out");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            rules.Fault(setting, $"\"{file}\"", Directory.Exists(file) ? "this is a directory: name a file" : $"it cannot be read: {e.Message}");
        }

        return false;
    }

    private static void CheckTls(SettingsRules rules, MqttTlsOptions tls)
    {
        if (CheckReadable(rules, "caFile", tls.CaFile)) Try("caFile", tls.CaFile, () => new X509Certificate2Collection().ImportFromPemFile(tls.CaFile));
        if (tls is not { CertificateFile: { } certificate, KeyFile: { } key }) return;
        if (CheckReadable(rules, "certificateFile", certificate) & CheckReadable(rules, "keyFile", key))
            Try("certificateFile", certificate, () => X509Certificate2.CreateFromPemFile(certificate, key).Dispose());

        void Try(string setting, string file, Action load)
        {
            try
            {
                load();
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                rules.Fault(setting, $"\"{file}\"", $"it cannot be used: {e.Message}");
            }
        }
    }

    // A file that does not exist yet may appear later; the simulator writes its own.
    private static void CheckCommunities(SettingsRules rules, List<string> files)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, file) in files.Index().Where(item => File.Exists(item.Item) || Directory.Exists(item.Item)))
        {
            try
            {
                var community = SettingsFile.Read(file, SpacesReader.Community, CommunityRules.Faults);
                rules.Unique($"communityFiles[{index}]", community.Id, ids, "community");
            }
            catch (SettingsException e)
            {
                foreach (var fault in e.Faults) rules.Add(fault);
            }
        }
    }
}
