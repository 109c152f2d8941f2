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
        if (options.Influx is { TokenFile: { Length: > 0 } token }) rules.Readable("influx.tokenFile", token);
        if (options.Broker is { } broker) MqttEndpointSettings.CheckFiles(rules.At("broker"), broker);
        else EmbeddedBrokerSettings.CheckFiles(rules.At("embeddedBroker"), options.EmbeddedBroker);
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
