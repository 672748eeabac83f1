import Foundation
import Testing

/// Pictures in documents are drawn from the committed output beside them.
@Suite struct PictureTests {
    @Test func picturesAreDrawnFromTheirText() throws {
        let process = Process()
        let errors = Pipe()
        process.executableURL = Tree.root.appending(path: "scripts/picture")
        process.arguments = ["check"]
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
    }

    /// A page shows them without a network.
    @Test func picturesAreSelfContained() throws {
        let pictures = try Tree.files(below: "docs/pictures", ending: ".svg")
        #expect(!pictures.isEmpty)
        for picture in pictures {
            let links = picture.text.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
            #expect(!["http", "href", "@import", "url("].contains { links.contains($0) }, "\(picture.path)")
        }
    }
}
