using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace OpcSpaces.Api.Csv;

/// <summary>What OpenAPI cannot see in a handler's signature, of lists as CSV.</summary>
internal static class CsvDocuments
{
    /// <summary>The list is there as CSV too.</summary>
    public static RouteHandlerBuilder AlsoAsCsv(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        if (operation.Responses?["200"].Content is { } content) content["text/csv"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        return Task.CompletedTask;
    });
}
