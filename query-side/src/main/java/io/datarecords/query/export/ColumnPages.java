package io.datarecords.query.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** One column's pages, compressed. */
final class ColumnPages implements PageWriter {

    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
    private long values;
    private long uncompressed;

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> statistics,
            SizeStatistics sizes,
            GeospatialStatistics places,
            Encoding repetitionLevels,
            Encoding definitionLevels,
            Encoding valuesEncoding)
            throws IOException {
        encodings.addAll(List.of(repetitionLevels, definitionLevels, valuesEncoding));
        values += valueCount;
        var header = new DataPageHeader(
                valueCount, written(valuesEncoding), written(definitionLevels), written(repetitionLevels));
        write(data, bytes, new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(header));
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        encodings.add(page.getEncoding());
        var header = new DictionaryPageHeader(page.getDictionarySize(), written(page.getEncoding()));
        write(
                dictionary,
                page.getBytes(),
                new PageHeader(PageType.DICTIONARY_PAGE, 0, 0).setDictionary_page_header(header));
    }

    private void write(ByteArrayOutputStream target, BytesInput bytes, PageHeader header) throws IOException {
        var compressed = compressed(bytes);
        int before = target.size();
        Util.writePageHeader(
                header.setUncompressed_page_size((int) bytes.size()).setCompressed_page_size(compressed.size()),
                target);
        uncompressed += target.size() - before + bytes.size();
        compressed.writeTo(target);
    }

    private static ByteArrayOutputStream compressed(BytesInput bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            bytes.writeAllTo(gzip);
        }
        return compressed;
    }

    /** Both are called the same. */
    private static org.apache.parquet.format.Encoding written(Encoding encoding) {
        return org.apache.parquet.format.Encoding.valueOf(encoding.name());
    }

    /** The dictionary comes last and is written first: a reader meets it before what needs it. */
    ColumnMetaData writeTo(CountedStream out, ColumnDescriptor column) throws IOException {
        long start = out.count();
        dictionary.writeTo(out);
        long startOfData = out.count();
        data.writeTo(out);
        var about = new ColumnMetaData(
                ParquetSchema.written(column.getPrimitiveType().getPrimitiveTypeName()),
                encodings.stream().map(ColumnPages::written).toList(),
                List.of(column.getPath()),
                CompressionCodec.GZIP,
                values,
                uncompressed,
                out.count() - start,
                startOfData);
        if (startOfData > start) {
            about.setDictionary_page_offset(start);
        }
        return about;
    }

    @Override
    public long getMemSize() {
        return (long) data.size() + dictionary.size();
    }

    @Override
    public long allocatedSize() {
        return getMemSize();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + getMemSize();
    }

    @Override
    @SuppressWarnings("deprecation") // it is abstract all the same
    public void writePage(
            BytesInput bytes,
            int valueCount,
            Statistics<?> statistics,
            Encoding repetitionLevels,
            Encoding definitionLevels,
            Encoding valuesEncoding) {
        throw new UnsupportedOperationException("all is always said of a page");
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> statistics,
            Encoding repetitionLevels,
            Encoding definitionLevels,
            Encoding valuesEncoding) {
        throw new UnsupportedOperationException("all is always said of a page");
    }

    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetitionLevels,
            BytesInput definitionLevels,
            Encoding valuesEncoding,
            BytesInput bytes,
            Statistics<?> statistics) {
        throw new UnsupportedOperationException("pages are of the first version");
    }
}
