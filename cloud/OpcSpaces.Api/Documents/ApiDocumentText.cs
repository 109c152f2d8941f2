using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace OpcSpaces.Api.Documents;

/// <summary>The description of the API as bytes, made when it is first asked for: routes do not change while the host runs.</summary>
internal sealed class ApiDocumentText(IServiceProvider services)
{
    private readonly Lock _gate = new(); // guards _text
    private Task<byte[]>? _text;

    public Task<byte[]> ReadAsync()
    {
        lock (_gate) return _text is null or { IsFaulted: true } ? _text = MakeAsync() : _text;
    }

    private async Task<byte[]> MakeAsync()
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name).GetOpenApiDocumentAsync();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAs(OpenApiSpecVersion.OpenApi3_1, new OpenApiJsonWriter(text));
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }
}
