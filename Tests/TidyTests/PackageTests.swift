import Foundation
import Testing

/// Package.swift declares what the code imports, and nothing else.
@Suite struct PackageTests {
    /// A dependency that no file imports is an edge that the next reader believes in. hcctl-scenario is not imported: its
    /// test runs it.
    @Test func everyDeclaredDependencyIsImported() throws {
        let text = try Tree.file("Package.swift").text
        let declared = text.matches(
            of: /(module|tests)\(\s*"(\w+)",\s*\[([^\]]*)\](?:, at: "([^"]+)")?/)
        #expect(declared.count > 30)
        for target in declared {
            let folder = target.4.map(String.init) ?? (target.1 == "module" ? "Sources/" : "Tests/") + target.2
            let code = try Tree.files(below: folder, ending: ".swift").map(\.text).joined()
            for dependency in target.3.matches(of: /"([\w-]+)"/).map({ String($0.1) })
            where dependency != "hcctl-scenario" {
                let isImported = try Regex("import \(dependency)\\b")
                if !code.contains(isImported) {
                    Issue.record("Package.swift: \(target.2) does not import \(dependency): take it out")
                }
            }
        }
    }
}
