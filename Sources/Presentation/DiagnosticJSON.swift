package import ClusterModel

/// What is wrong with manifests, for programs.
package enum DiagnosticJSON {
    /// Raised when a reader of an older document could misread a newer one.
    package static let formatVersion = 1

    /// The document of `validate`, and of any other command whose manifests are not valid.
    package static func document(_ diagnostics: [Diagnostic], command: String, exitCode: Int) -> JSON {
        [
            "formatVersion": .integer(formatVersion), "command": .string(command), "exitCode": .integer(exitCode),
            "diagnostics": .array(diagnostics.map(diagnostic)),
        ]
    }

    /// The document of a command that could not read its files: one sentence for each.
    package static func unread(_ problems: [String], command: String) -> JSON {
        [
            "formatVersion": .integer(formatVersion), "command": .string(command), "exitCode": 1,
            "unread": .array(problems.map(JSON.string)),
        ]
    }

    private static func diagnostic(_ diagnostic: Diagnostic) -> JSON {
        .object(
            place(diagnostic.place) + [
                .init("severity", .string(diagnostic.severity.rawValue)),
                .init("message", .string(diagnostic.message)), .init("advice", JSON(diagnostic.advice)),
                .init(
                    "notes",
                    .array(diagnostic.notes.map { .object(place($0.place) + [.init("message", .string($0.message))]) })),
            ])
    }

    private static func place(_ place: SourcePlace) -> [JSON.Member] {
        [
            .init("file", .string(place.file)), .init("line", .integer(place.line)),
            .init("column", .integer(place.column)),
        ]
    }
}
