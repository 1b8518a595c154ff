
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0023_same_person'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorityMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('merge', '合并'), ('split', '拆分'), ('undo', '撤销')], max_length=10, verbose_name='做了什么')),
                ('kind', models.CharField(choices=[('author', '作者'), ('source', '来源'), ('topic', '主题'), ('tag', '标签')], max_length=10, verbose_name='类别')),
                ('from_id', models.BigIntegerField(db_index=True)),
                ('from_name', models.CharField(max_length=120, verbose_name='从')),
                ('from_key', models.CharField(blank=True, db_index=True, max_length=100)),
                ('into_id', models.BigIntegerField(db_index=True)),
                ('into_name', models.CharField(max_length=120, verbose_name='到')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('counts', models.JSONField(default=dict, verbose_name='数目')),
                ('packed', models.BinaryField()),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
            ],
            options={
                'verbose_name': '合并与拆分',
                'verbose_name_plural': '合并与拆分',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='TagForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=120, verbose_name='写法')),
                ('folded', models.CharField(db_index=True, editable=False, max_length=120)),
            ],
            options={
                'verbose_name': '标签写法',
                'verbose_name_plural': '标签写法',
                'ordering': ['pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='author',
            options={'ordering': ['name', 'pk'], 'permissions': [('merge_author', '合并与拆分')], 'verbose_name': '作者', 'verbose_name_plural': '作者'},
        ),
        migrations.AlterModelOptions(
            name='source',
            options={'ordering': ['name', 'pk'], 'permissions': [('merge_source', '合并与拆分')], 'verbose_name': '来源', 'verbose_name_plural': '来源'},
        ),
        migrations.AlterModelOptions(
            name='tag',
            options={'ordering': ['name'], 'permissions': [('merge_tag', '合并与拆分')], 'verbose_name': '标签', 'verbose_name_plural': '标签'},
        ),
        migrations.AlterModelOptions(
            name='topic',
            options={'ordering': ['name', 'pk'], 'permissions': [('merge_topic', '合并与拆分')], 'verbose_name': '主题', 'verbose_name_plural': '主题'},
        ),
        migrations.AddField(
            model_name='article',
            name='filed',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddConstraint(
            model_name='tag',
            constraint=models.CheckConstraint(condition=models.Q(('identity', ''), _negated=True), name='tag_identity_known'),
        ),
        migrations.AddField(
            model_name='authoritymove',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, verbose_name='谁'),
        ),
        migrations.AddField(
            model_name='authoritymove',
            name='undoes',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone', to='articles.authoritymove', verbose_name='撤销的是'),
        ),
        migrations.AddField(
            model_name='tagform',
            name='tag',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='articles.tag', verbose_name='标签'),
        ),
        migrations.AddConstraint(
            model_name='authoritymove',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['merge', 'split', 'undo'])), name='move_verb_known'),
        ),
        migrations.AddConstraint(
            model_name='authoritymove',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['author', 'source', 'topic', 'tag'])), name='move_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='authoritymove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undoes__isnull', False), ('verb', 'undo')), models.Q(models.Q(('verb', 'undo'), _negated=True), ('undoes', None)), _connector='OR'), name='only_an_undo_undoes'),
        ),
        migrations.AddConstraint(
            model_name='tagform',
            constraint=models.UniqueConstraint(fields=('folded',), name='tag_form_once'),
        ),
    ]
