using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpcSpaces.Cloud.Status;

/// <summary>The status as JSON: camel case, conditions by name.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(CloudStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
